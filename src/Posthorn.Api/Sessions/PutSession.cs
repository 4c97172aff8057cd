using Posthorn.Api.Json;

namespace Posthorn.Api.Sessions;

/// <summary>Says that there is a session, under the id in the path: 1 to 128 of letters, digits and <c>- _ . : ~</c>. The same again changes nothing.</summary>
public sealed record PutSession
{
    /// <summary>Gets what is worked on. It cannot be changed.</summary>
    public required SessionKind Kind { get; init; }

    /// <summary>Gets the visit that it belongs to: 1 to 255 characters.</summary>
    /// <value>The default is null: a visit of its own, with the session's id.</value>
    public string? EncounterId { get; init; }

    /// <summary>Gets what made it.</summary>
    /// <value>The default is <c>api</c>.</value>
    public SessionClient Client { get; init; }

    /// <summary>Gets an object that is passed on to the partner as it is.</summary>
    /// <value>The default is null.</value>
    public RawJson? AdditionalInfo { get; init; }

    /// <summary>Gets how many seconds it may be silent before it times out by itself: from 1 to 2,592,000 (30 days).</summary>
    /// <value>The default is null: as long as it likes.</value>
    public double? TimeLimitSeconds { get; init; }

    /// <summary>Gets documents that belong to it from the start.</summary>
    /// <value>The default is null.</value>
    public SessionDocuments? Documents { get; init; }
}
