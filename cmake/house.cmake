# The house's flags as one interface target, and the functions by which the folders add their libraries and programs.

add_library(house INTERFACE)
target_compile_definitions(house INTERFACE _GNU_SOURCE BELLWETHER_VERSION="${PROJECT_VERSION}")
target_include_directories(house INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(house INTERFACE
	-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wformat=2 -Wstrict-prototypes -Wmissing-prototypes
	-Wcast-qual -Wvla -Wswitch-enum -Wnull-dereference
	-fno-common -ffile-prefix-map=${PROJECT_SOURCE_DIR}=. -fstack-protector-strong)
target_link_options(house INTERFACE -Wl,-z,relro,-z,now)

if(BELLWETHER_SANITIZE)
	target_compile_options(house INTERFACE -fsanitize=${BELLWETHER_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
	target_link_options(house INTERFACE -fsanitize=${BELLWETHER_SANITIZE})
elseif(NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
	target_compile_definitions(house INTERFACE _FORTIFY_SOURCE=2)
endif()
if(BELLWETHER_FUZZ)
	target_compile_options(house INTERFACE -fsanitize=fuzzer-no-link)
endif()

include(CheckPIESupported)
check_pie_supported(LANGUAGES C)

# house_library(NAME SOURCES ... LINKS ...): a static library under the house's flags.
function(house_library NAME)
	cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
	add_library(${NAME} STATIC ${ARG_SOURCES})
	target_link_libraries(${NAME} PUBLIC ${ARG_LINKS} PRIVATE house)
endfunction()

# house_program(NAME SOURCES ... LINKS ...): an executable under the house's flags.
function(house_program NAME)
	cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
	add_executable(${NAME} ${ARG_SOURCES})
	target_link_libraries(${NAME} PRIVATE ${ARG_LINKS} house)
endfunction()
