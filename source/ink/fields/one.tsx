import { useMemo, type ReactNode } from 'react';
import { fixedChoices } from '../../typed.ts';
import type { FieldProps } from '../field.ts';
import { ConfirmField } from './confirm.tsx';
import { ListField } from './list.tsx';
import { MultiSelectField } from './multi-select.tsx';
import { PathField } from './path.tsx';
import { SelectField } from './select.tsx';
import { TextField } from './text.tsx';

/** The field of a question that is not a group of keys. Where nothing is offered to choose from, the answer is typed. */
export function OneField(props: FieldProps): ReactNode {
  const { question } = props;
  const fixed = useMemo(() => (question.kind === 'select' || question.kind === 'multiselect' ? fixedChoices(question) : undefined), [question]);
  const choices = props.choices ?? fixed;
  const isOffered = choices !== undefined && choices.length > 0;
  if (question.kind === 'confirm') return <ConfirmField {...props} />;
  if (question.kind === 'select' && isOffered) return <SelectField {...props} choices={choices} />;
  if (question.kind === 'multiselect' || question.kind === 'list') return isOffered ? <MultiSelectField {...props} choices={choices} /> : <ListField {...props} />;
  return question.kind === 'path' || (question.path && question.kind === 'text') ? <PathField {...props} /> : <TextField {...props} />;
}
