using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Posthorn.Protocol.Json;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Notifications;

/// <summary>The body of a notification, typed. Read it after the signature was verified, from the same bytes.</summary>
/// <remarks>
/// Reading forgives what vendors' documents leave open: members may be missing, of another type or new. What is missing is
/// <see langword="null"/>; what is new is in <see cref="Root"/>. A notification prints as the name of its type, never as its content.
/// </remarks>
public abstract record Notification
{
    private const int LongestKey = 200;

    /// <summary>Text stays readable, as vendors send it; the bytes go into a request body and never into a page.</summary>
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private protected Notification()
    {
    }

    /// <summary>The bytes that were read; empty for a notification that was made by hand.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The whole document, with every member that no property has; undefined for a notification that was made by hand.</summary>
    public JsonElement Root { get; init; }

    /// <summary>
    /// The event type, one of <see cref="EventTypes"/> for the vendors' own; <see langword="null"/> when it cannot be known.
    /// </summary>
    public abstract string? EventType { get; }

    /// <summary>What it is about: the id of the session, transcription, note or coding.</summary>
    public abstract string? Subject { get; }

    /// <summary>
    /// A key under which duplicates of this notification meet, for a store of what was seen: <c>type:resource</c> for Sully, as the vendor
    /// advises; <c>status:session</c> for Suki, and <c>failure:code:session</c>. Without a subject it is a hash of the body.
    /// </summary>
    public string DedupeKey
    {
        get
        {
            var key = Identity;
            return key is { Length: <= LongestKey } ? key : $"sha256:{Convert.ToHexStringLower(HashOf(key))}";
        }
    }

    /// <summary>What tells this notification from others, or null where only its bytes do.</summary>
    private protected abstract string? Identity { get; }

    /// <summary>Reads a body by the rules of a profile.</summary>
    /// <param name="profile">The profile of the route. It is never guessed from the request.</param>
    /// <param name="body">The bytes. They are kept, so they must not be reused.</param>
    /// <param name="notification">The notification; of an unknown kind where the vendor sends something new.</param>
    /// <param name="problem">Why the bytes are not a JSON document.</param>
    /// <returns>Whether there is a notification. Only bytes that are no JSON document have none.</returns>
    public static bool TryRead(
        Profile profile, ReadOnlyMemory<byte> body, [NotNullWhen(true)] out Notification? notification, out JsonProblem problem)
    {
        notification = null;

        // A vendor that names a member twice is understood as its own tools do, by the last one: refusing would lose the notification.
        if (StrictJson.Check(body.Span, StrictJson.DefaultMaxDepth, allowDuplicates: true, out problem))
        {
            var root = JsonElement.Parse(body.Span);
            notification = profile.Read(root) with { Body = body, Root = root };
        }

        return notification is not null;
    }

    /// <summary>
    /// Writes the <c>data</c> of this event as <see cref="Profile.TryRender"/> takes it. The same content gives the same bytes.
    /// </summary>
    /// <returns>A JSON object in UTF-8.</returns>
    public byte[] ToDataJson()
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, WriterOptions))
        {
            writer.WriteStartObject();
            WriteData(writer);
            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>The name of the type.</summary>
    /// <returns>Words that may be logged.</returns>
    public sealed override string ToString() => GetType().Name;

    private protected abstract void WriteData(Utf8JsonWriter writer);

    private byte[] HashOf(string? key) => SHA256.HashData(key is null ? Body.Span : Encoding.UTF8.GetBytes(key));
}
