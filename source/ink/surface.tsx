import { Text as InkText } from 'ink';
import { createContext, useContext, type ReactNode } from 'react';
import type { Text } from '../text.ts';
import { signsFor, type Colour, type Signs } from './theme.ts';

/** What drawing needs to know of the terminal; changes with nothing but the terminal. */
export type Surface = { readonly signs: Signs };

const SurfaceContext = createContext<Surface>({ signs: signsFor(true) });

/** Gives the signs of this terminal to all that is drawn inside. */
export const SurfaceProvider = SurfaceContext.Provider;

export function useSigns(): Signs {
  return useContext(SurfaceContext).signs;
}

type Written = Text | number | false | undefined;

export type SayProps = {
  readonly children: Written | readonly Written[];
  readonly colour?: Colour | undefined;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly inverse?: boolean;
  readonly underline?: boolean;
  /** `cut` shortens to one line: for what is neither copied nor typed. Default: broken between words. */
  readonly fit?: 'wrap' | 'cut';
};

/** The one way in which words reach the screen: only text that passed the sanitiser is taken. */
export function Say({ children, colour, bold = false, dim = false, inverse = false, underline = false, fit = 'wrap' }: SayProps): ReactNode {
  return (
    <InkText {...(colour && { color: colour })} bold={bold} dimColor={dim} inverse={inverse} underline={underline} wrap={fit === 'cut' ? 'truncate-end' : 'wrap'}>
      {children}
    </InkText>
  );
}

/** Several {@link Say} on one line that is broken or cut as one. */
export function Line({ children, fit = 'cut' }: { readonly children: ReactNode; readonly fit?: 'wrap' | 'cut' }): ReactNode {
  return <InkText wrap={fit === 'cut' ? 'truncate-end' : 'wrap'}>{children}</InkText>;
}
