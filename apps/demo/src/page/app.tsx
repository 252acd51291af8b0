import type { ReadonlySignal } from '@preact/signals'
import { type Page, PageContext } from './page-context.js'
import { Composer } from './parts/composer.js'
import { Header } from './parts/header.js'
import { Lab } from './parts/lab.js'
import { Measured } from './parts/measured.js'
import { NoticeLine } from './parts/notice.js'
import { Stage } from './parts/stage.js'
import { TrackList } from './parts/track-list.js'

type Props = {
  page: Page
  /** Opens the widget's dashboard; absent while there is no widget. */
  openDashboard: ReadonlySignal<(() => void) | undefined>
}

export function App({ page, openDashboard }: Props) {
  return (
    <PageContext.Provider value={page}>
      <Header />
      <main class="rooms">
        <div class="room">
          <Composer />
          <Lab />
        </div>
        <div class="room">
          <Stage />
          <NoticeLine />
          <TrackList />
          <Measured openDashboard={openDashboard.value} />
        </div>
      </main>
    </PageContext.Provider>
  )
}
