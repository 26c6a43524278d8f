import { cleanup, configure } from '@testing-library/preact';
import { afterEach } from 'vitest';

// A machine that is busy elsewhere takes longer than the second that is given otherwise.
configure({ asyncUtilTimeout: 5000 });
afterEach(cleanup);
