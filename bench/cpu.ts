import { readdirSync, readFileSync } from 'node:fs'

/** CPU milliseconds used by a process with all its threads, from the scheduler's nanosecond counters. */
export function cpuOf(pid: number): number {
  let ns = 0
  for (const task of readdirSync(`/proc/${pid}/task`)) ns += schedstat(`/proc/${pid}/task/${task}/schedstat`)
  return ns / 1e6
}

/** CPU milliseconds of PostgreSQL servers: each postmaster, its running children, and those that ended (10 ms resolution). */
export function cpuOfPostgres(postmasters: readonly number[]): number {
  let ms = postmasters.reduce((sum, pid) => sum + endedChildren(pid), 0)
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const fields = statOf(name)
    if (fields && (postmasters.includes(Number(name)) || postmasters.includes(Number(fields[1]))))
      ms += schedstat(`/proc/${name}/schedstat`) / 1e6
  }
  return ms
}

/** Resident memory of a process, in megabytes. */
export function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
}

function schedstat(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8').split(' ')[0])
  } catch {
    return 0 // it ended while we were reading
  }
}

function statOf(pid: string | number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

const endedChildren = (pid: number): number => {
  const fields = statOf(pid)!
  return (Number(fields[13]) + Number(fields[14])) * 10
}
