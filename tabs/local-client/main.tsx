import { createRoot } from 'react-dom/client'
import { LocalClient } from './local-client'
import '../ui/base.css'
import './client.css'

const root = document.getElementById('root')
if (root) createRoot(root).render(<LocalClient />)
