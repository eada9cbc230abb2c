package dev.stratavore.pty.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ANTHROPIC_API_KEY",
                "ANTHROPIC_AUTH_TOKEN",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN",
                "GITHUB_TOKEN",
                "GH_PAT",
                "DB_PASSWORD",
                "PASSWD",
                "MYSQL_PWD",
                "SSH_PASS",
                "GPG_PASSPHRASE",
                "GOOGLE_APPLICATION_CREDENTIALS",
                "OPENAI_APIKEY",
                "NPM_CONFIG__AUTH",
                "SENTRY_DSN",
                "ANTHROPIC_CUSTOM_HEADERS",
                "SLACK_WEBHOOK",
                "COOKIE_JAR",
                "private_thing",
                "npm_token",
                "CLAUDE_CODE_OAUTH_TOKEN",
                "AZURE_STORAGE_CONNECTION_STRING",
                "LOGIN_OTP",
                "MY_KEYS"
            })
    void aNameThatLooksSecretIsNeverStored(String name) {
        assertThat(SecretNames.looksSecret(name)).isTrue();
        assertThat(SecretNames.mayStore(name, "harmless")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "HOME",
                "LANG",
                "TERM",
                "SHELL",
                "EDITOR",
                "GIT_AUTHOR_NAME",
                "AWS_PROFILE",
                "AWS_REGION",
                "ANTHROPIC_BASE_URL",
                "ANTHROPIC_MODEL",
                "HTTPS_PROXY",
                "NODE_EXTRA_CA_CERTS",
                "XDG_SESSION_TYPE",
                "CLAUDE_CONFIG_DIR",
                "CLAUDE_CODE_USE_BEDROCK",
                "KEYBOARD_LAYOUT",
                "XAUTHORITY"
            })
    void anOrdinaryNameIsStored(String name) {
        assertThat(SecretNames.mayStore(name, "harmless")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://user:pw@host/db",
                "http://u:p@proxy:3128",
                "-----BEGIN RSA PRIVATE KEY-----",
                "sk-ant-api03-abcdefgh",
                "ghp_abcdefghij",
                "AKIAABCDEFGHIJKLMNOP",
                "Bearer abc",
                "eyJhbGciOiJIUzI1NiJ9.e30.x",
                "x glpat-abcdefgh12"
            })
    void aValueThatLooksSecretIsNotStoredUnderAnyName(String value) {
        assertThat(SecretNames.mayStore("HARMLESS", value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://proxy:3128",
                "/usr/bin:/bin",
                "https://host/a@b",
                "task-force",
                "xterm-256color"
            })
    void anOrdinaryValueIsStored(String value) {
        assertThat(SecretNames.mayStore("HARMLESS", value)).isTrue();
    }

    @Test
    void theStorablePartIsSortedAndHoldsNoSecret() {
        assertThat(SecretNames.storable(Map.of("B", "2", "A", "1", "A_TOKEN", "x")))
                .containsExactly(Map.entry("A", "1"), Map.entry("B", "2"));
    }
}
