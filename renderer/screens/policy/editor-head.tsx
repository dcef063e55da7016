/** Name and meaning of a value that has several fields. */
import { Input } from '@mantine/core';
import { fieldId } from './editor-props.ts';

interface Props {
  readonly path: string;
  readonly label: string;
  readonly description: string;
}

export const EditorHead = ({ path, label, description }: Props) => (
  <div>
    <Input.Label labelElement="div" id={`${fieldId(path)}-label`}>
      {label}
    </Input.Label>
    <Input.Description>{description}</Input.Description>
  </div>
);
