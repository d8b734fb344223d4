# house_templates(OUT FOLDER): each FOLDER/NAME.html becomes a C file, by bellwether-templates; OUT is set to the list of them. Parts lie in FOLDER/parts.
function(house_templates OUT FOLDER)
	file(GLOB TEMPLATES CONFIGURE_DEPENDS ${FOLDER}/*.html)
	file(GLOB PARTS CONFIGURE_DEPENDS ${FOLDER}/parts/*.html)
	file(RELATIVE_PATH RELATIVE ${PROJECT_SOURCE_DIR} ${FOLDER})
	set(SOURCES)
	foreach(TEMPLATE ${TEMPLATES})
		get_filename_component(NAME ${TEMPLATE} NAME_WE)
		set(SOURCE ${CMAKE_CURRENT_BINARY_DIR}/templates/${NAME}_html.c)
		add_custom_command(
			OUTPUT ${SOURCE}
			COMMAND bellwether-templates ${NAME} ${RELATIVE} ${SOURCE}
			WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
			DEPENDS bellwether-templates ${TEMPLATE} ${PARTS} VERBATIM)
		list(APPEND SOURCES ${SOURCE})
	endforeach()
	file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/templates)
	set(${OUT} ${SOURCES} PARENT_SCOPE)
endfunction()
