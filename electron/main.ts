// Starts the desktop host: the composition root of the Electron app.
import { app } from "electron/main";

app.setName("TokenTray");
