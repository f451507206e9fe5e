import { startSandbox } from '../../source/sandbox/server.ts';

// A process to kill: serves the state file that it is given and says where.
const sandbox = await startSandbox({ stateFile: String(process.argv[2]) });
console.log(sandbox.endpoint);
