/** Blocks that scroll take the focus, so that the arrow keys reach all of them. */
document.addEventListener("DOMContentLoaded", () => {
  for (const block of document.querySelectorAll("pre")) {
    if (block.scrollWidth > block.clientWidth) block.tabIndex = 0;
  }
});
