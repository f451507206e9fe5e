import type { ReactNode } from 'react';
import type { FieldProps } from '../field.ts';
import { GroupField, GroupListField } from './group.tsx';
import { OneField } from './one.tsx';

/** The field of any question. Give it a `key` of the question's step and key: what is typed belongs to one question. */
export function Field(props: FieldProps): ReactNode {
  const { question } = props;
  if (!question.fields) return <OneField {...props} />;
  return question.kind === 'list' ? <GroupListField {...props} /> : <GroupField {...props} />;
}
