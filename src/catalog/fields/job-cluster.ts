/** Path within the specification of a job's cluster, whose fields are those of any cluster; `undefined` elsewhere. */
export function inJobCluster(path: string): string | undefined {
  return /^job_clusters(?:\.\w+|\["[^"]+"\])\.new_cluster\.(.+)$/.exec(path)?.[1];
}
