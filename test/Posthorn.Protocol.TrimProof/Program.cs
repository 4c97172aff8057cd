using System.Buffers;
using System.Security.Cryptography;
using Posthorn.Protocol.Json;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Signing;

// Everything that the library does, once, in a program from which the linker took what it thought unused. See eng/trim-proof.sh.
var now = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
var links = new Dictionary<string, IReadOnlyList<Link>> { ["status"] = [new("/s")] };
Notification[] notifications =
[
    new SessionCompleted { SessionId = "s-1", EncounterId = "e-1", Links = links },
    new SessionFailed { SessionId = "s-1", EncounterId = "e-1", ErrorCode = "E" },
    new NoteGenerationSucceeded { Id = "n-1", Status = "completed", Markdown = "x", StartedAt = now, CompletedAt = now },
    new CodingSucceeded { Id = "c-1", Status = "completed", CreatedAt = now, UpdatedAt = now, Diagnoses = [new() { Id = "d" }] },
];

foreach (var profile in Profile.All)
{
    var secret = profile.Scheme.GenerateSecret(RandomNumberGenerator.GetBytes);
    Require(profile.Scheme.CheckStrength(secret) is null, "strength");
    Require(profile.Scheme.TryCreateKey(secret, out var key, out _), "key");
    foreach (var notification in notifications.Where(notification => profile.CanExpress(notification.EventType!)))
    {
        var data = notification.ToDataJson();
        Require(StrictJson.Check(data, StrictJson.DefaultMaxDepth, out _), "strict JSON");
        var body = new ArrayBufferWriter<byte>();
        Require(profile.TryRender(notification.EventType!, now, data, body, out var problem), problem.ToString());
        var signed = profile.Scheme.Sign("msg_1", now, body.WrittenSpan, [key!]);
        var headers = new HeaderPairs(Enumerable.Range(0, signed.Count).Select(i => signed[i]));
        Require(profile.Scheme.Verify(headers, body.WrittenSpan, [key!], now, profile.Scheme.DefaultTolerance).IsValid, "signature");
        Require(Notification.TryRead(profile, body.WrittenMemory, out var read, out _), "reading");
        Require(profile == Profile.Standard || read!.DedupeKey == notification.DedupeKey, "content");
    }
}

Console.WriteLine("ok");

static void Require(bool holds, string what)
{
    if (!holds)
    {
        throw new InvalidOperationException(what);
    }
}
