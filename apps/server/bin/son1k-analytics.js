#!/usr/bin/env node
// There before anything is built, so that an installation can link to it.
import '../dist/main.js'
