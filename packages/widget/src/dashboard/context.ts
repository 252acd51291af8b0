import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { DashboardHost } from '../dashboard-host.js'
import type { DashboardState } from './data/state.js'
import type { Format } from './format.js'
import type { Words } from './words/words.js'

/** What every part of the dashboard may use. */
export type DashboardContext = { host: DashboardHost; state: DashboardState; words: Words; format: Format }

export const Dashboard = createContext<DashboardContext | undefined>(undefined)

/** Throws outside the dashboard's tree. */
export function useDashboard(): DashboardContext {
  const context = useContext(Dashboard)
  if (!context) throw new Error('Render this inside <Dashboard.Provider>.')
  return context
}
