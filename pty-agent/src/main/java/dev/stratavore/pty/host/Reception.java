package dev.stratavore.pty.host;

import dev.stratavore.pty.frame.SessionFrame.AttachHello;
import dev.stratavore.pty.frame.SessionFrame.ControlHello;

/** Where connections go that have said what they are for. */
interface Reception {
    void attach(Connection connection, AttachHello hello);

    void control(Connection connection, ControlHello hello);
}
