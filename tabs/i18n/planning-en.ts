import committees from '../../src/i18n/en/committees.json'
import planning from '../../src/i18n/en/planning.json'
import { texts as base } from './en'

export const texts = { ...base, committees, planning }
