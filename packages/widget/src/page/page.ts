import './page.css'
import { mountDashboard } from '../dashboard/mount.js'

const root = document.getElementById('dashboard')
if (!root) throw new Error('The page needs an element with the id "dashboard".')

mountDashboard({
  endpoint: new URL('./', location.href).href,
  mode: 'page',
  root,
  onClose: () => {},
}).show()
