# What a browser loads beside the pages: one style sheet and two scripts, built by dashboards/build.mjs into the build folder, once, and again when one of
# its sources changes. The packages lie in dashboards/node_modules, for all build folders. Sets ASSETS to the files.

find_program(NODE node)
find_program(NPM npm)
set(NODE_VERSION_MIN 18)
set(NODE_VERSION 0)
if(NODE)
	execute_process(COMMAND ${NODE} --version OUTPUT_VARIABLE NODE_VERSION OUTPUT_STRIP_TRAILING_WHITESPACE)
	string(REGEX REPLACE "^v" "" NODE_VERSION "${NODE_VERSION}")
endif()
if(NOT NPM OR NODE_VERSION VERSION_LESS NODE_VERSION_MIN)
	message(FATAL_ERROR "The pages' style and scripts are built with Node ${NODE_VERSION_MIN} or newer and npm; found: node ${NODE_VERSION} (${NODE}), npm "
		"(${NPM}). `deploy/install_packages build` installs both where they are missing; then configure again with --fresh.")
endif()

set(DASHBOARDS ${PROJECT_SOURCE_DIR}/dashboards)
set(ASSETS_FOLDER ${CMAKE_CURRENT_BINARY_DIR}/assets)
set(ASSETS ${ASSETS_FOLDER}/style.css ${ASSETS_FOLDER}/bellwether.js ${ASSETS_FOLDER}/early.js)
# npm writes its own list of what is installed last, so that an installation that was interrupted is begun again.
set(NODE_PACKAGES ${DASHBOARDS}/node_modules/.package-lock.json)
add_custom_command(
	OUTPUT ${NODE_PACKAGES}
	COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error
	COMMAND ${CMAKE_COMMAND} -E touch ${NODE_PACKAGES}
	WORKING_DIRECTORY ${DASHBOARDS}
	DEPENDS ${DASHBOARDS}/package.json ${DASHBOARDS}/package-lock.json
	COMMENT "Installing the packages that build the pages' style and scripts (npm)" VERBATIM)
file(GLOB_RECURSE ASSET_SOURCES CONFIGURE_DEPENDS ${DASHBOARDS}/scripts/*.ts ${DASHBOARDS}/styles/*.scss)
add_custom_command(
	OUTPUT ${ASSETS}
	COMMAND ${NODE} build.mjs ${ASSETS_FOLDER}
	WORKING_DIRECTORY ${DASHBOARDS}
	DEPENDS ${NODE_PACKAGES} ${ASSET_SOURCES} ${DASHBOARDS}/build.mjs ${DASHBOARDS}/tsconfig.json
	COMMENT "Building the pages' style and scripts" VERBATIM)
