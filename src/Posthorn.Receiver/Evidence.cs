namespace Posthorn.Receiver;

/// <summary>Why a notification is believed.</summary>
public enum Evidence
{
    /// <summary>Nothing is known of it.</summary>
    None = 0,

    /// <summary>Its source signed it.</summary>
    Signed = 1,

    /// <summary>Its source was asked, and said so.</summary>
    Pulled = 2,
}
