import type { Issue } from '@son1k/contract'

/**
 * Issues in one sentence: `tempo must be more than 0; user_id is required`.
 * @param whole what an issue without a path is about
 */
export const describeIssues = (issues: Issue[], whole = 'the body'): string =>
  issues.map(({ path, message }) => `${path === '' ? whole : path} ${message}`).join('; ')
