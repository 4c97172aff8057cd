using Posthorn.Gateway.Configuration;

namespace Posthorn.Gateway.Tests.Configuration;

public sealed class ConfigFileTests : IDisposable
{
    private const string Secret = "whsec_dGhpcnR5LXR3by1ieXRlcy1mb3ItdGhlLWluYm94LTE=";

    private const string Good = """
        listen: http://127.0.0.1:8085
        storage: sqlite:gateway.db
        egress: {allow: [127.0.0.0/8]}
        sources:
          suki:
            profile: suki
            path: /webhooks/suki
            secrets:
              - value: ${SUKI_SECRET}
        destinations:
          records:
            from: [suki]
            types: [session.*]
            http:
              url: http://127.0.0.1:9000/in
              secret: ${RECORDS_SECRET}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-config-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_good_file_is_read_whole_with_defaults_for_what_it_leaves_out()
    {
        var reading = Read(Good);

        reading.Mistakes.ShouldBeEmpty();
        reading.Warnings.ShouldBeEmpty();
        var settings = reading.Settings!;
        settings.Server.Storage.ShouldBe($"sqlite:{_folder}/gateway.db");
        settings.Server.Urls.ShouldBe(["http://127.0.0.1:8081"]);
        settings.Server.Retention.ShouldBe(TimeSpan.FromDays(40));
        settings.Sources.Single().Options.Tolerance.ShouldBe(TimeSpan.FromMinutes(5));
        var destination = settings.Destinations.Single();
        (destination.Schedule, destination.Timeout, destination.MaxConcurrency).ShouldBe(("persistent", TimeSpan.FromSeconds(30), 32));
        destination.Target.Description.ShouldBe("http://127.0.0.1:9000/***");
    }

    [Theory]
    [InlineData("listen: http://127.0.0.1:8085", "listne: http://127.0.0.1:8085", 1, "listen is missing")]
    [InlineData("listen: http://127.0.0.1:8085", "listne: http://127.0.0.1:8085", 1, "unknown here. Known are: listen,")]
    [InlineData("listen: http://127.0.0.1:8085", "listen: https://127.0.0.1:8085", 1, "listen: give http://ADDRESS:PORT")]
    [InlineData("listen: http://127.0.0.1:8085", "listen: [a, b]", 1, "listen must be a single value")]
    [InlineData("storage: sqlite:gateway.db", "storage: mysql:x", 2, "storage: give sqlite:")]
    [InlineData("storage: sqlite:gateway.db", "storage: postgres:Host=db", 1, "masterKey: on PostgreSQL")]
    [InlineData("storage: sqlite:gateway.db", "storage: ${UNSET}", 2, "storage: the environment variable UNSET is not set")]
    [InlineData("storage: sqlite:gateway.db", "storage: sqlite:x\nstorage: sqlite:y", 3, "A key stands here for the second time")]
    [InlineData("storage: sqlite:gateway.db", "storage: sqlite:x\nretention: soon", 3, "retention: write a whole number and s, m, h or d")]
    [InlineData("storage: sqlite:gateway.db", "storage: sqlite:x\nadmin: {key: short}", 3, "admin.key: give 12 to 256")]
    [InlineData("storage: sqlite:gateway.db", "storage: sqlite:x\nadmin: yes", 3, "admin must have keys of its own")]
    [InlineData("[127.0.0.0/8]", "[127.0.0.0/99]", 3, "egress.allow: give a range of addresses")]
    [InlineData("profile: suki", "profile: suky", 5, "Profile must be suki, sully or standard")]
    [InlineData("    profile: suki\n", "", 5, "sources.suki.profile is missing")]
    [InlineData("path: /webhooks/suki", "path: webhooks", 7, "sources.suki.path: write a plain path")]
    [InlineData("path: /webhooks/suki", "path: /health/ready", 7, "this path tells the gateway's health")]
    [InlineData("path: /webhooks/suki", "path: /in\n    tolerance: 2h", 5, "Tolerance must be above 0")]
    [InlineData("path: /webhooks/suki", "path: /in\n    bodyLimit: 1 MiB", 8, "bodyLimit: write a whole number from 1024")]
    [InlineData("- value: ${SUKI_SECRET}", "- value: ${NOT_THERE}", 9, "sources.suki.secrets[0].value: the environment variable NOT_THERE is not set")]
    [InlineData("- value: ${SUKI_SECRET}", "- value: file:absent.txt", 9, "the file that it names cannot be read")]
    [InlineData("- value: ${SUKI_SECRET}", "- value: ${SUKI_SECRET", 9, "a reference is not closed")]
    [InlineData("- value: ${SUKI_SECRET}", "- {value: \"${SUKI_SECRET}\", validUntil: tomorrow}", 9, "validUntil: write a moment")]
    [InlineData("- value: ${SUKI_SECRET}", "- {value: \"${SUKI_SECRET}\", validUntil: 2026-01-01T00:00:00Z, validFrom: 2026-02-01T00:00:00Z}", 5, "ValidUntil must be after ValidFrom")]
    [InlineData("    secrets:\n      - value: ${SUKI_SECRET}\n", "", 5, "no secret is set")]
    [InlineData("from: [suki]", "from: [sukki]", 12, "there is no such source. There are: suki")]
    [InlineData("    from: [suki]\n", "", 11, "destinations.records.from: name the sources")]
    [InlineData("types: [session.*]", "types: [session*]", 13, "name event types")]
    [InlineData("types: [session.*]", "schedule: sometimes", 13, "destinations.records.schedule: it ")]
    [InlineData("types: [session.*]", "timeout: 5m", 13, "write a time from 1s to 60s")]
    [InlineData("types: [session.*]", "rabbitmq: {uri: amqp://127.0.0.1, exchange: x}", 11, "either http or rabbitmq")]
    [InlineData("url: http://127.0.0.1:9000/in", "url: http://10.0.0.1/in", 15, "under egress.allow")]
    [InlineData("url: http://127.0.0.1:9000/in", "uri: http://127.0.0.1:9000/in", 14, "destinations.records.http.url is missing")]
    [InlineData("secret: ${RECORDS_SECRET}", "secret: whsec_c2hvcnQ=", 16, "destinations.records.http.secret: ")]
    [InlineData("secret: ${RECORDS_SECRET}", "secret: ${RECORDS_SECRET}\n      headers: {webhook-id: x}", 17, "Leave this header out")]
    public void Every_mistake_has_its_line_and_what_to_do(string part, string instead, int line, string text)
    {
        Good.ShouldContain(part);

        var mistakes = Read(Good.Replace(part, instead, StringComparison.Ordinal)).Mistakes;

        mistakes.ShouldContain(one => one.Line == line && one.Text.Contains(text, StringComparison.Ordinal), string.Join('\n', mistakes));
    }

    [Theory]
    [InlineData("uri: http://127.0.0.1", "write amqps://HOST:PORT/VHOST")]
    [InlineData("user: me", "give user and password, or neither")]
    [InlineData("routingKey: \"{kind}\"", "it may have {type} and {source}")]
    [InlineData("queue: x", "unknown here")]
    public void A_broker_s_mistakes_are_told_too(string key, string text)
    {
        string[] keys = ["uri: amqp://127.0.0.1", "exchange: amq.topic"];
        var all = string.Join("\n      ", keys.Where(one => one.Split(':')[0] != key.Split(':')[0]).Append(key));
        var file = Good[..Good.IndexOf("    http:", StringComparison.Ordinal)] + "    rabbitmq:\n      " + all;

        Read(file).Mistakes.ShouldContain(one => one.Text.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var file = Good.Replace("[suki]", "[other]", StringComparison.Ordinal).Replace("profile: suki", "profile: x", StringComparison.Ordinal)
            .Replace("sqlite:gateway.db", "nothing", StringComparison.Ordinal);

        Read(file).Mistakes.Select(static one => one.Line).ShouldBe([2, 5, 12]);
    }

    [Fact]
    public void Two_sources_cannot_have_one_path()
    {
        var file = Good.Replace("destinations:", "  again:\n    profile: standard\n    path: /webhooks/suki/\n    secrets: [{value: \"${RECORDS_SECRET}\"}]\ndestinations:", StringComparison.Ordinal);

        Read(file).Mistakes.Single().ToString().ShouldBe(
            "line 12: sources.again.path: the source suki has this path already. Each needs one of its own: that is how they are told apart.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("just words")]
    [InlineData("- a\n- b")]
    [InlineData("listen: [")]
    [InlineData("a: 1\n b: 2")]
    [InlineData("a: *nowhere")]
    [InlineData("a: 1\n---\nb: 2")]
    public void What_is_no_configuration_at_all_is_refused_without_quoting_it(string text)
    {
        var reading = Read(text);

        reading.Settings.ShouldBeNull();
        reading.Mistakes.ShouldHaveSingleItem().Text.ShouldNotContain("nowhere");
    }

    [Fact]
    public void A_file_that_is_not_there_is_told() => ConfigFile.Read(Path.Combine(_folder, "absent.yaml"), Variable, default)
        .Mistakes.ShouldHaveSingleItem().Text.ShouldContain("cannot be read");

    [Fact]
    public void A_secret_that_stands_in_the_file_is_taken_and_warned_of_and_never_shown()
    {
        var reading = Read(Good.Replace("${RECORDS_SECRET}", Secret, StringComparison.Ordinal));

        reading.Settings.ShouldNotBeNull().ToString().ShouldNotContain(Secret);
        reading.Warnings.Single().ToString().ShouldBe(
            "line 16: destinations.records.http.secret stands in the file itself. Write ${NAME} or file:PATH, so that the file can be shown to others.");
    }

    [Fact]
    public void A_secret_may_stand_in_a_file_of_its_own()
    {
        File.WriteAllText(Path.Combine(_folder, "secret.txt"), Secret + "\n");

        var reading = Read(Good.Replace("${RECORDS_SECRET}", "file:secret.txt", StringComparison.Ordinal));

        reading.Mistakes.ShouldBeEmpty();
        reading.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_source_that_nobody_takes_from_is_worth_a_warning()
    {
        var file = Good.Replace("destinations:", "  idle:\n    profile: standard\n    path: /idle\n    secrets: [{value: \"${RECORDS_SECRET}\"}]\ndestinations:", StringComparison.Ordinal);

        Read(file).Warnings.Single().Text.ShouldStartWith("sources.idle: no destination takes anything from it.");
    }

    private ConfigReading Read(string text)
    {
        var file = Path.Combine(_folder, "gateway.yaml");
        File.WriteAllText(file, text);
        return ConfigFile.Read(file, Variable, new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));
    }

    private static string? Variable(string name) => name switch
    {
        "SUKI_SECRET" => "test-partner-secret-of-suki",
        "RECORDS_SECRET" => Secret,
        _ => null,
    };
}
