import { writeFileSync } from 'node:fs'

/** A vitest reporter that leaves the counts of a run in the file named by `TEST_SUMMARY_FILE`. */
export default class SummaryReporter {
  onTestRunEnd(modules, unhandledErrors) {
    if (!process.env.TEST_SUMMARY_FILE) return
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    for (const module of modules) {
      // A file that can't even be loaded has no tests to count, and must not pass for that.
      counts.failed += module.errors().length
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        counts[state === 'passed' || state === 'failed' ? state : 'skipped'] += 1
      }
    }
    writeFileSync(process.env.TEST_SUMMARY_FILE, JSON.stringify(counts))
  }
}
