// Loads TensorFlow's native library and prints why it cannot be used; nothing where it can. For application.ts.
import { loadTensorFlow } from '../../src/training/network-trainer.ts';

// The package prints advice of its own.
console.log = console.info = console.warn = () => {};
await loadTensorFlow((line) => process.stdout.write(line), process.argv[2]);
