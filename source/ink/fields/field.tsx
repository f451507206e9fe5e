import type { ReactNode } from 'react';
import type { FieldProps } from '../field.ts';
import { GroupField, GroupListField } from './group.tsx';
import { OneField } from './one.tsx';

/** The field of any question. What is typed belongs to one question: where the next one can have the same key, give it a React key of the step, too. */
export function Field(props: FieldProps): ReactNode {
  const { question } = props;
  if (!question.fields) return <OneField key={question.key} {...props} />;
  return question.kind === 'list' ? <GroupListField key={question.key} {...props} /> : <GroupField key={question.key} {...props} />;
}
