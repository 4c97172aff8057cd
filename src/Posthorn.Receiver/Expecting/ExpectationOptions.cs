namespace Posthorn.Receiver.Expecting;

/// <summary>How a vendor is asked for what has not come.</summary>
public sealed class ExpectationOptions
{
    /// <summary>The waits between one time and the next, in seconds joined by commas. The first time is when it falls due; chance adds up to a tenth.</summary>
    /// <value>The default is 1, 2, 5, 10 and 30 minutes, then hourly to 72 hours.</value>
    public string Schedule { get; set; } = "60,120,300,600,1800," + string.Join(',', Enumerable.Repeat("3600", 71));

    /// <summary>How often the vendor may say that it knows of no such session, until that is believed.</summary>
    /// <value>The default is 6: three quarters of an hour. At least 1.</value>
    public int UnknownAttempts { get; set; } = 6;

    /// <summary>How many times a second a vendor is asked at most, by all processes together.</summary>
    /// <value>The default is 10. Above 0.</value>
    public double AskAtMostPerSecond { get; set; } = 10;

    /// <summary>How long something may be overdue before the health check says so.</summary>
    /// <value>The default is 15 minutes.</value>
    public TimeSpan Grace { get; set; } = TimeSpan.FromMinutes(15);
}
