// What `electron` resolves to in the app: the module that boot.ts left here.
module.exports = globalThis[Symbol.for("standin.electron")];
