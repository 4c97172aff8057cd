using Posthorn.Api.Events;

namespace Posthorn.Api.Sessions;

/// <summary>What a move has done. It is on disk.</summary>
public sealed record SessionReceipt
{
    /// <summary>Gets the session.</summary>
    public required SessionInfo Session { get; init; }

    /// <summary>Gets the event that tells of its end, with its deliveries.</summary>
    /// <value>The default is null: the move is none that is told, or was made before.</value>
    public EventReceipt? Event { get; init; }

    /// <summary>Gets a value indicating whether this move had been made before; then nothing was done.</summary>
    public bool Repeated { get; init; }
}
