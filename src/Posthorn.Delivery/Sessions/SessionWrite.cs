namespace Posthorn.Delivery.Sessions;

/// <summary>A session as it shall be, if nobody else has written it in between.</summary>
/// <param name="After">The row; its version is one more than that which was read, and 1 for a new one.</param>
/// <param name="Documents">What is stored in the same commit, in place of what was there.</param>
internal sealed record SessionWrite(Session After, IReadOnlyList<SessionDocument> Documents);
