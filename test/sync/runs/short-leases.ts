// For every process of a test that waits until a lease runs out.
import { leaseTimes } from '../../../src/leases/held-lease.ts';

Object.assign(leaseTimes, { life: 5_000, renewEvery: 500 });
