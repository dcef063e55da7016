/**
 * V8 flags of every process of the agent; children inherit them. A young generation of 1 MB instead of 16: the agent
 * makes little garbage, and what it saves stays saved for as long as the user is logged in. Optimised for size, V8 gives
 * back the memory that a training took, some 40 MB, instead of keeping it for the next one a day later.
 */
export const NODE_FLAGS = /** @type {const} */ (['--max-semi-space-size=1', '--optimize-for-size']);
