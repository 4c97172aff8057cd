using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Profiles;

/// <summary>
/// A vendor's wire format: how its requests are signed, what their bodies look like, which events they can speak of, and what a sender of
/// that vendor does where nobody says otherwise. Immutable, and safe for use by several threads at once.
/// </summary>
public sealed class Profile
{
    private readonly BodyFormat _body;

    private Profile(SigningScheme scheme, string defaultSchedule, BodyFormat body, string? name = null)
    {
        Scheme = scheme;
        Name = name ?? scheme.Name;
        DefaultSchedule = defaultSchedule;
        _body = body;
    }

    /// <summary>
    /// Suki: flat bodies with a <c>status</c>, sent once. A status that the vendor does not document has our default name.
    /// </summary>
    /// <remarks>Source: https://developer.suki.ai/documentation/webhook/overview.</remarks>
    public static Profile Suki { get; } = ForSuki(SukiStatusNames.Default);

    /// <summary>Sully: <c>{type, data}</c>, retried five times within 24 hours.</summary>
    /// <remarks>Source: https://docs.sully.ai/documentation/guides/webhooks.</remarks>
    public static Profile Sully { get; } = new(SigningScheme.Sully, "sully", new SullyBody());

    /// <summary>Standard Webhooks: <c>{type, timestamp, data}</c> for any event type, retried for 72 hours.</summary>
    /// <remarks>Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md.</remarks>
    public static Profile Standard { get; } = new(SigningScheme.Standard, "persistent", new StandardBody());

    /// <summary>The data as the body, byte for byte: for what stays inside the process. Configuration does not know it.</summary>
    internal static Profile Verbatim { get; } = new(SigningScheme.Standard, "persistent", new VerbatimBody(), "verbatim");

    /// <summary>Every profile there is.</summary>
    public static IReadOnlyList<Profile> All { get; } = [Suki, Sully, Standard];

    /// <summary>The name by which configuration knows the profile, in lower case.</summary>
    public string Name { get; }

    /// <summary>How its requests are signed.</summary>
    public SigningScheme Scheme { get; }

    /// <summary>The name of the schedule of attempts: <c>once</c>, <c>sully</c> or <c>persistent</c>.</summary>
    public string DefaultSchedule { get; }

    /// <summary>How long one attempt may take, from looking up the address to the end of the answer.</summary>
    /// <value>30 s: Sully's documented limit. Suki documents none.</value>
    public TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The event types that the profile can express; empty when it can express any.</summary>
    public IReadOnlyList<string> EventTypes => _body.EventTypes;

    /// <summary>Suki with other names for what the vendor does not document.</summary>
    /// <param name="names">The names.</param>
    /// <returns>A profile that is like <see cref="Suki"/> otherwise.</returns>
    /// <exception cref="ArgumentException">
    /// A name is empty, or cannot be told from another or from <c>success</c> and <c>failure</c>.
    /// </exception>
    public static Profile ForSuki(SukiStatusNames names) => new(SigningScheme.Suki, "once", new SukiBody(names));

    /// <summary>Finds a profile by its <see cref="Name"/>.</summary>
    /// <param name="name">The name, in lower case.</param>
    /// <param name="profile">The profile.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryGet(string name, [NotNullWhen(true)] out Profile? profile)
    {
        profile = All.FirstOrDefault(candidate => candidate.Name == name);
        return profile is not null;
    }

    /// <summary>Whether there is a body for events of a type.</summary>
    /// <param name="eventType">The type, such as <c>session.completed</c>.</param>
    /// <returns>Whether <see cref="TryRender"/> can write one.</returns>
    public bool CanExpress(string eventType) => _body.CanExpress(eventType);

    /// <summary>
    /// Writes the body of an event. The same event gives the same bytes, always: they are written once, and sent and signed as they are.
    /// </summary>
    /// <param name="eventType">The type.</param>
    /// <param name="occurredAt">When it happened. Only <see cref="Standard"/> has a place for it.</param>
    /// <param name="dataJson">The event's data, a JSON document that passed <see cref="Json.StrictJson"/>.</param>
    /// <param name="output">Where the bytes go. Nothing is written unless all is.</param>
    /// <param name="problem">What is wrong, where something is. Its pointer is that of a publish request.</param>
    /// <returns>Whether the body was written.</returns>
    public bool TryRender(
        string eventType, DateTimeOffset occurredAt, ReadOnlySpan<byte> dataJson, IBufferWriter<byte> output, out RenderProblem problem)
    {
        if (!CanExpress(eventType))
        {
            problem = new("/type", $"The {Name} profile has no body for events of this type.");
            return false;
        }

        return _body.TryRender(eventType, occurredAt, dataJson, output, out problem);
    }

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;

    internal Notification Read(JsonElement root) => _body.Read(root);
}
