namespace Posthorn.Receiver.Links;

/// <summary>Where a piece of work of Sully stands.</summary>
public enum SullyState
{
    /// <summary>A status that the vendor does not document, or none and no result.</summary>
    Unknown = 0,

    /// <summary>It is not done.</summary>
    Running = 1,

    /// <summary>It is done.</summary>
    Succeeded = 2,

    /// <summary>It failed.</summary>
    Failed = 3,
}
