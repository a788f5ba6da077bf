// Several pictures at once: Wagtail's uploader would refuse a file by its name before we could see what it is.
// Deferred, so that the field is there, and before the uploader reads it when the page is ready.
document.querySelector("#fileupload").removeAttribute("data-accept-file-types");
