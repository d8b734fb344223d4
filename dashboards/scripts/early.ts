// Runs before the first paint: room for pictures is kept only where a script will draw them.
document.documentElement.classList.add("js");
