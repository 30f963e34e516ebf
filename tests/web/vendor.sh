#!/bin/sh
# Makes templates/site/vendor/minisearch.js from the npm package that tests/web/package-lock.json pins, into standard
# output: its own UMD build, made small by terser, under a line that names it. Run in the folder of node_modules.
set -eu
module=node_modules/minisearch
version=$(node -p "require('./$module/package.json').version")
echo "/*! MiniSearch $version, https://github.com/lucaong/minisearch, MIT, (c) Luca Ongaro: minisearch.LICENSE.txt */"
node_modules/.bin/terser $module/dist/umd/index.js --compress --mangle --comments false
