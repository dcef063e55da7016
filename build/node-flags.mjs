/**
 * V8 flags of the agent's process, its engine thread included; the sensor process has its own. A young generation of
 * 1 MB instead of 16: the agent makes little garbage, and what it saves stays saved for as long as the user is logged
 * in. Optimised for size, V8 gives back the memory that a training took, some 40 MB, instead of keeping it for the next
 * one a day later.
 */
export const NODE_FLAGS = /** @type {const} */ (['--max-semi-space-size=1', '--optimize-for-size']);

/**
 * glibc raises this threshold, in bytes, with every large block that is freed, and from then on keeps such blocks: 8 MB
 * after a training. Once set it stays.
 */
export const NODE_ENVIRONMENT = /** @type {const} */ ({ MALLOC_MMAP_THRESHOLD_: '131072' });
