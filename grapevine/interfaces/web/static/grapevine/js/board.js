// Dragging a card onto a lane presses the button on the card that moves it there; a lane without such a button stays shut.
const board = document.getElementById("board");
let held = null;

const buttonFor = (lane) => {
  const stages = lane.dataset.stages.split(" ");
  return [...held.querySelectorAll("button[name=step]")].find((button) => stages.includes(button.value.split(":")[2]));
};
const show = (on) => {
  for (const lane of board.querySelectorAll(".lane")) lane.classList.toggle("lane--takes", on && !!buttonFor(lane));
};

for (const card of board?.querySelectorAll(".rcard:has(button)") ?? []) card.draggable = true;
board?.addEventListener("dragstart", (event) => {
  held = event.target.closest?.(".rcard[draggable]") ?? null;
  if (!held) return;
  event.dataTransfer.setData("text/plain", held.id);
  event.dataTransfer.effectAllowed = "move";
  show(true);
});
board?.addEventListener("dragover", (event) => {
  if (held && event.target.closest(".lane--takes")) event.preventDefault();
});
board?.addEventListener("drop", (event) => {
  const lane = held && event.target.closest(".lane--takes");
  if (!lane) return;
  event.preventDefault();
  buttonFor(lane).click();
});
board?.addEventListener("dragend", () => {
  if (!held) return;
  show(false);
  held = null;
});
