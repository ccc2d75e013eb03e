// Stands where "electron" would be found, so that importing anything from it outside the desktop host does not compile.
export {};
