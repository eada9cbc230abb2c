/**
 * A small protobuf wire codec and gRPC-Web client over a Unix socket, without Netty or the protobuf
 * runtime.
 */
@NullMarked
package dev.stratavore.api.wire;

import org.jspecify.annotations.NullMarked;
