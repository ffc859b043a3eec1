/* While a list is searched: moves the bar, and opens the result as soon as it is there. Without scripts the page loads itself anew. */
(function () {
  "use strict";
  var box = document.getElementById("progress"), bar = document.getElementById("bar"), done = document.getElementById("done");
  function look() {
    fetch(box.dataset.address, { credentials: "same-origin" })
      .then(function (answer) { return answer.json(); })
      .then(function (now) {
        if (now.ended) { location.reload(); return; }
        bar.max = now.total || 1;
        bar.value = now.done;
        done.textContent = now.done;
        setTimeout(look, 500);
      })
      .catch(function () { location.reload(); });
  }
  setTimeout(look, 500);
})();
