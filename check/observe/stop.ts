/** Why the check can't go on, in one line. Nothing more is asked for. */
export class Stop extends Error {}
