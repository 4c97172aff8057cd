namespace Posthorn.Delivery.Sessions;

/// <summary>What made a session. The values are stored.</summary>
internal enum SessionClient
{
    Api = 0,
    Web = 1,
    Mobile = 2,
    HeadlessWeb = 3,
}
