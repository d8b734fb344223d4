# Writes OUTPUT, a C file with the bytes of each of FILES as a slice named after the file: style.css is page_style_css of collector/web/pages.h.
file(WRITE ${OUTPUT}.new "#include \"collector/web/pages.h\"\n")
foreach(FILE ${FILES})
	get_filename_component(NAME ${FILE} NAME)
	string(REGEX REPLACE "[^a-z0-9]" "_" NAME ${NAME})
	file(READ ${FILE} BYTES HEX)
	string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," BYTES "${BYTES}")
	string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n" BYTES "${BYTES}")
	file(APPEND ${OUTPUT}.new
		"\nstatic const uint8_t bytes_${NAME}[] = {\n${BYTES}\n};\nconst struct slice page_${NAME} = {bytes_${NAME}, sizeof bytes_${NAME}};\n")
endforeach()
file(RENAME ${OUTPUT}.new ${OUTPUT})
