import { contentHash } from "./hash.js";
/** The case with another weight of sharing spill pro rata. */
export const sharedBy = (c, sharing) => (sharing === 1 ? c : { ...c, sharing, hash: contentHash([c.hash, { sharing }]), commonHash: contentHash([c.commonHash, { sharing }]) });
