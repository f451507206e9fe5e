import { useApp } from 'ink';
import { useEffect, type ReactNode } from 'react';

/** What the desk asks of the app's own hooks. */
export type Life = { suspend(): void; redraw(): void };

/**
 * Ctrl-Z: gives the terminal back to the shell, stops the process, and draws everything anew once it is continued. Something
 * else may stop and continue it as well (a closed lid, `kill -STOP`): then the terminal is taken anew, too.
 */
export function Lifeline({ life, stop }: { readonly life: Life; readonly stop: (() => Promise<void>) | undefined }): ReactNode {
  const { suspendTerminal } = useApp();
  useEffect(() => {
    let stopped = false;
    life.suspend = () => {
      if (!stop || stopped) return;
      stopped = true;
      void suspendTerminal(stop).finally(() => (stopped = false));
    };
    const continued = () => {
      if (!stopped) void suspendTerminal(() => {});
    };
    process.on('SIGCONT', continued);
    return () => {
      process.off('SIGCONT', continued);
      life.suspend = () => {};
    };
  }, [life, stop, suspendTerminal]);
  return null;
}
