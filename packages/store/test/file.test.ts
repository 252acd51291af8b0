import { describeStore } from './support/core-behaviour.js'
import { newDatabase } from './support/database.js'

describeStore('file', newDatabase)
