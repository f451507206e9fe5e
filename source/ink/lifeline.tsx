import { useApp, usePaste, type SuspendTerminal } from 'ink';
import { useEffect, type ReactNode } from 'react';

/** Gives the app's hold on the terminal to the desk, and keeps pastes out of the keys where no field takes them. */
export function Lifeline({ connect }: { connect(suspend: SuspendTerminal): () => void }): ReactNode {
  const { suspendTerminal } = useApp();
  // Without any listener Ink gives a paste on as keys, and its letters would be commands.
  usePaste(() => {});
  useEffect(() => connect(suspendTerminal), [connect, suspendTerminal]);
  return null;
}

/**
 * Ctrl-Z: gives the terminal back to the shell, stops the process, and draws everything anew once it is continued. Something
 * else may stop and continue it as well (a closed lid, `kill -STOP`): then the terminal is taken anew, too.
 */
export function jobControl(stop: (() => Promise<void>) | undefined): { connect(suspend: SuspendTerminal): () => void; suspend(): void } {
  let suspendTerminal: SuspendTerminal | undefined;
  let stopped = false;
  return {
    connect(suspend) {
      suspendTerminal = suspend;
      const continued = () => {
        if (!stopped) void suspend(() => {});
      };
      process.on('SIGCONT', continued);
      return () => {
        process.off('SIGCONT', continued);
        suspendTerminal = undefined;
      };
    },
    suspend() {
      if (!stop || !suspendTerminal || stopped) return;
      stopped = true;
      void suspendTerminal(stop).finally(() => void (stopped = false));
    },
  };
}
