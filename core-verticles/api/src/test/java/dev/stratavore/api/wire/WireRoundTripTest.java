package dev.stratavore.api.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.stratavore.api.v1.Stratavore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Fills every message of the protocol by its descriptor, passes it through our records and compares
 * what comes out with the generated runtime's own reading.
 */
final class WireRoundTripTest {
    private static final Map<String, Fields.Reader<? extends WireMessage>> RECORDS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("ErrorDetail", ErrorDetail::read),
                            Map.entry("Project", Project::read),
                            Map.entry("CreateProjectRequest", CreateProjectRequest::read),
                            Map.entry("SetProjectRequest", SetProjectRequest::read),
                            Map.entry("DeleteProjectRequest", DeleteProjectRequest::read),
                            Map.entry("GetProjectRequest", GetProjectRequest::read),
                            Map.entry("ListProjectsRequest", ListProjectsRequest::read),
                            Map.entry("ListProjectsReply", ListProjectsReply::read),
                            Map.entry("Runner", Runner::read),
                            Map.entry("EnvVar", EnvVar::read),
                            Map.entry("LaunchRequest", LaunchRequest::read),
                            Map.entry("WorktreeWish", WorktreeWish::read),
                            Map.entry("Worktree", Worktree::read),
                            Map.entry("ListWorktreesRequest", ListWorktreesRequest::read),
                            Map.entry("ListWorktreesReply", ListWorktreesReply::read),
                            Map.entry("RemoveWorktreeRequest", RemoveWorktreeRequest::read),
                            Map.entry("RemoveWorktreeReply", RemoveWorktreeReply::read),
                            Map.entry("LaunchReply", LaunchReply::read),
                            Map.entry("GetRunnerRequest", GetRunnerRequest::read),
                            Map.entry("ListRunnersRequest", ListRunnersRequest::read),
                            Map.entry("ListRunnersReply", ListRunnersReply::read),
                            Map.entry("KillRequest", KillRequest::read),
                            Map.entry("PauseRequest", PauseRequest::read),
                            Map.entry("ResumeLostRequest", ResumeLostRequest::read),
                            Map.entry("PruneRequest", PruneRequest::read),
                            Map.entry("PruneReply", PruneReply::read),
                            Map.entry("ChangeReply", ChangeReply::read),
                            Map.entry("ChangeResult", ChangeResult::read),
                            Map.entry("RestartRequest", RestartRequest::read),
                            Map.entry("RestartReply", RestartReply::read),
                            Map.entry("Usage", Usage::read),
                            Map.entry("Heartbeat", Heartbeat::read),
                            Map.entry("Away", Away::read),
                            Map.entry("Ended", Ended::read),
                            Map.entry("ReconcileRequest", ReconcileRequest::read),
                            Map.entry("ReconcileReply", ReconcileReply::read),
                            Map.entry("KillResult", KillResult::read),
                            Map.entry("DetachRequest", DetachRequest::read),
                            Map.entry("DetachReply", DetachReply::read),
                            Map.entry("ScreenRequest", ScreenRequest::read),
                            Map.entry("ScreenReply", ScreenReply::read),
                            Map.entry("LogsRequest", LogsRequest::read),
                            Map.entry("LogChunk", LogChunk::read),
                            Map.entry("GetStatusRequest", GetStatusRequest::read),
                            Map.entry("StatusReply", StatusReply::read),
                            Map.entry("Listener", Listener::read),
                            Map.entry("ListAgentsRequest", ListAgentsRequest::read),
                            Map.entry("ListAgentsReply", ListAgentsReply::read),
                            Map.entry("Agent", Agent::read),
                            Map.entry("LaunchProgress", LaunchProgress::read),
                            Map.entry("Quota", Quota::read),
                            Map.entry("ListQuotasRequest", ListQuotasRequest::read),
                            Map.entry("ListQuotasReply", ListQuotasReply::read),
                            Map.entry("SetQuotaRequest", SetQuotaRequest::read),
                            Map.entry("StopDaemonRequest", StopDaemonRequest::read),
                            Map.entry("StopDaemonReply", StopDaemonReply::read)));

    @Test
    void everyMessageOfTheProtocolHasARecord() {
        assertThat(RECORDS.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stratavore.getDescriptor().getMessageTypes().stream()
                                .map(type -> type.getName())
                                .toList());
    }

    @TestFactory
    Stream<DynamicTest> everyFieldSurvivesTheRecord() {
        return each(message -> message);
    }

    @TestFactory
    Stream<DynamicTest> unknownFieldsAreSkipped() {
        return each(message ->
                message.toBuilder()
                        .setUnknownFields(
                                UnknownFieldSet.newBuilder()
                                        .addField(63, field().addVarint(7).build())
                                        .addField(1000, field().addFixed32(7).build())
                                        .addField(1001, field().addFixed64(7).build())
                                        .addField(
                                                1002,
                                                field().addLengthDelimited(
                                                                ByteString.copyFromUtf8("new"))
                                                        .build())
                                        .build())
                        .build());
    }

    @TestFactory
    Stream<DynamicTest> anEmptyMessageStaysEmpty() {
        return each(message -> message.toBuilder().clear().build());
    }

    private static UnknownFieldSet.Field.Builder field() {
        return UnknownFieldSet.Field.newBuilder();
    }

    private interface Change {
        Message of(Message filled);
    }

    private static Stream<DynamicTest> each(Change change) {
        return RECORDS.entrySet().stream()
                .map(entry ->
                        DynamicTest.dynamicTest(
                                entry.getKey(),
                                () -> check(entry.getKey(), entry.getValue(), change)));
    }

    private static void check(
            String name, Fields.Reader<? extends WireMessage> reader, Change change)
            throws InvalidProtocolBufferException {
        var type = Stratavore.getDescriptor().findMessageTypeByName(name);
        Message message = change.of(filled(DynamicMessage.newBuilder(type), 2));
        byte[] ours = reader.read(Fields.parse(message.toByteArray())).encode();
        Message expected =
                message.toBuilder().setUnknownFields(UnknownFieldSet.getDefaultInstance()).build();
        assertThat(DynamicMessage.parseFrom(type, ours)).isEqualTo(expected);
    }

    private static Message filled(Message.Builder builder, int depth) {
        for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
            if (field.isRepeated()) {
                builder.addRepeatedField(field, value(builder, field, depth, 1));
                builder.addRepeatedField(field, value(builder, field, depth, 2));
            } else {
                builder.setField(field, value(builder, field, depth, 1));
            }
        }
        return builder.build();
    }

    private static Object value(Message.Builder builder, FieldDescriptor field, int depth, int n) {
        return switch (field.getJavaType()) {
            case STRING -> "ä–" + field.getName() + n;
            case BYTE_STRING -> ByteString.copyFrom(new byte[] {0, (byte) 255, (byte) n});
            case INT -> Integer.MIN_VALUE + field.getNumber();
            case LONG -> Long.MAX_VALUE - field.getNumber();
            case BOOLEAN -> true;
            case DOUBLE -> -0.5 * n;
            case FLOAT -> 0.5f * n;
            case ENUM -> List.<EnumValueDescriptor>of();
            case MESSAGE -> filled(builder.newBuilderForField(field), depth - 1);
        };
    }
}
